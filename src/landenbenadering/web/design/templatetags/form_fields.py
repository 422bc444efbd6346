"""Fields of a Django form as NL Design System shows them."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def field_kind(field: BoundField) -> str:
    """Say how a field is laid out: `group`, `checkbox` or `line`."""
    match field.field.widget:
        case forms.CheckboxSelectMultiple() | forms.RadioSelect():
            return "group"
        case forms.CheckboxInput():
            return "checkbox"
        case _:
            return "line"


@register.simple_tag
def styled(field: BoundField) -> SafeString:
    """Give the field's input with its classes and the text that describes it."""
    attrs: dict[str, str | bool] = {"class": _classes(field)}
    if field.help_text or field.errors:
        attrs["aria-describedby"] = f"{field.auto_id}_about"
    if field.errors:
        attrs["aria-invalid"] = "true"
    if field.field.required and not field.form.use_required_attribute:
        attrs["aria-required"] = "true"
    if isinstance(field.field.widget, forms.DateInput):
        attrs["type"] = field.field.widget.attrs.get("type", "date")
    return field.as_widget(attrs=attrs)


def _classes(field: BoundField) -> str:
    match field.field.widget:
        case forms.Textarea():
            name = "utrecht-textarea utrecht-textarea--html-textarea"
        case forms.SelectMultiple() | forms.Select():
            name = "utrecht-select utrecht-select--html-select"
        case forms.CheckboxInput():
            name = "utrecht-checkbox utrecht-checkbox--html-input"
        case _:
            name = "utrecht-textbox utrecht-textbox--html-input"
    return f"{name} {name.split()[0]}--invalid" if field.errors else name
