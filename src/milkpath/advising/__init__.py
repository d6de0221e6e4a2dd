"""What to do next: changed plans, judged like any plan, and what they teach."""
