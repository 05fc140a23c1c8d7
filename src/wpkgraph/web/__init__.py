"""Requests to servers of others: addresses, logins, waits and retries, readable errors."""
