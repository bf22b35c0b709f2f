"""Solutions in numbers: from an exact start to a trajectory whose digits are checked.

The way of the data: start, grid -> problem -> engine (sums, growth, balanced | factors; quantities; ray) -> samples
-> trajectory. A problem and a sample are plain data; another engine takes the first and yields the second.
"""
