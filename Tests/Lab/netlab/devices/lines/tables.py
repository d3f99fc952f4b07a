"""Rows that many platforms of Cisco's manner share; a platform adds its own to them."""

from ..texts import data

SERVICES = data("common.services")
LAYER2 = data("common.layer2")
ROUTING = data("common.routing")
