"""The forms of django-allauth, speaking our Dutch (settings: ACCOUNT_FORMS)."""

from allauth.account import forms as allauth

from basis.formulieren import Formulierbasis


class InlogFormulier(Formulierbasis, allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "password"
        ].help_text = ""  # "Wachtwoord vergeten" stands under the form, not between two fields


class WachtwoordWijzigenFormulier(Formulierbasis, allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class WachtwoordInstellenFormulier(Formulierbasis, allauth.SetPasswordForm):
    pass


class WachtwoordVergetenFormulier(Formulierbasis, allauth.ResetPasswordForm):
    pass


class NieuwWachtwoordFormulier(Formulierbasis, allauth.ResetPasswordKeyForm):
    pass


class BevestigFormulier(Formulierbasis, allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
