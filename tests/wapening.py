"""Arms the whole suite: an undefined variable in one of our own templates raises instead of rendering ''."""

import sys
from pathlib import Path

EIGEN_TEMPLATES = str(Path(__file__).resolve().parent.parent / "templates")


class OngedefinieerdeVariabele(AssertionError):
    """A template of ours uses a name that the view does not give."""


class Ongedefinieerd(str):
    """For TEMPLATES' `string_if_invalid`: Django asks for '%s' and then formats with the variable's name.

    Templates of packages (admin, crispy) lean on '' for a missing name; only ours must be complete. The template is
    found on the call stack, since Django does not say which one it is rendering.
    """

    def __contains__(self, sleutel):
        return sleutel == "%s"

    def __bool__(self):
        return True

    def __mod__(self, variabele):
        herkomst = _template_op_de_stapel()
        if herkomst.startswith(EIGEN_TEMPLATES):
            raise OngedefinieerdeVariabele(f"'{variabele}' is niet gedefinieerd in {herkomst}")
        return ""


def _template_op_de_stapel():
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_name == "render_annotated":
            herkomst = getattr(frame.f_locals.get("self"), "origin", None)
            if herkomst is not None:
                return str(herkomst.name)
        frame = frame.f_back
    return ""
