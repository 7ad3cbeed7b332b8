"""Forms of this room: `signing` are allauth's in our words, the others are our own."""
