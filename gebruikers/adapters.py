"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is gesloten. Vraag het uw beheerder.",
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet. Kijk of alles goed is getypt. "
        "Weet u het niet meer? Kies dan ‘Wachtwoord vergeten’.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord. Typ het opnieuw.",
        "incorrect_password": "Dit wachtwoord klopt niet. Typ het opnieuw.",
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe link aan.",
        "too_many_login_attempts": "U hebt te vaak een verkeerd wachtwoord getypt. Wacht vijf minuten.",
        "same_as_current": "Kies een ander wachtwoord dan u nu hebt.",
        "rate_limited": "U hebt dit te vaak achter elkaar gedaan. Wacht vijf minuten.",
    }

    def is_open_for_signup(self, request):
        """Accounts are made by a beheerder."""
        return False
