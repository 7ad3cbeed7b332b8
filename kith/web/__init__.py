"""The shell every room is shown in: theme, navigation, quick exit, crisis help, languages."""
