"""What an article costs: calls and sizes per article, times AWS's prices."""
