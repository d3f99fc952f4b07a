"""What every simulated device has: its SSH and Telnet servers, terminal, faults, journal and the frame of a session."""
