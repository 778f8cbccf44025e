"""An organisation that takes part without being a member: a town hall, a company, another NGO."""

from __future__ import annotations

from ..fields import Label, choice, required, told
from .member import LEGAL_FORMS, Body


class Organisation(Body):
    """An organisation that takes part; never shown as a member."""

    name: Label = required("The name the public knows; per language where it differs.")
    legal_name: Label | None = told("The full name in the register.")
    summary: Label | None = told("One or two sentences about it.")
    form: choice(*LEGAL_FORMS) | None = told("The legal form.")
