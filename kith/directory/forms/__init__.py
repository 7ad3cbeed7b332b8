"""What is typed at the desk about a listing. Labels are the words of the public pages."""
