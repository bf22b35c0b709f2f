"""How reading ends: a certificate is rejected, or something is missing, or a limit of work is reached."""


class Rejected(Exception):
    """The certificate does not show what it says."""


class Incomplete(Exception):
    """Something that is needed for an answer is not there."""


class Budget:
    """Bounded work: a certificate may need so many rewriting steps, and numbers of so many bits, and no more."""

    steps, bits, long, spent = 2_500_000, 1 << 17, 2048, 0

    @classmethod
    def spend(cls, n=1):
        cls.spent += n
        if cls.spent > cls.steps:
            raise Incomplete(f"more than {cls.steps} rewriting steps")

    @classmethod
    def small(cls, x):
        """The number, unless it has grown out of bounds; a long one costs as much as many short ones."""
        bits = max(x.numerator.bit_length(), x.denominator.bit_length())
        if bits > cls.long:
            cls.spend((bits // cls.long) ** 2)
        if bits > cls.bits:
            raise Incomplete(f"a number of more than {cls.bits} bits")
        return x
