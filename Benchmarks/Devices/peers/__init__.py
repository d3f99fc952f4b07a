"""The peers, each a client with the same three ways of use: one session, all devices cold, all devices warm."""
