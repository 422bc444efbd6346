"""Terms, facts and rules in words."""

from enum import StrEnum

from django import template

from landenbenadering.policy.facts import Fact
from landenbenadering.policy.rules.parameters import rule_texts
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.words import word

register = template.Library()


@register.simple_tag
def term(member: StrEnum) -> str:
    """Name a member of a closed set in the language of the page."""
    return word(member)


@register.simple_tag
def fact_title(fact: Fact) -> str:
    """Give a fact in one line."""
    return title_of(fact)


@register.simple_tag
def rule_text(number: str) -> str:
    """Say a rule in the language of the page."""
    return rule_texts()[number].text.in_(page_language())
