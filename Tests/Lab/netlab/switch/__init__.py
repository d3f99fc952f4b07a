"""A simulated switch that speaks like Cisco IOS 15.2 over SSH and really keeps its configuration."""
