"""What pages read. Where a member reads what somebody wrote, that is recorded."""
