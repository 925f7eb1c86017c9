"""How far two programs are apart, and what is made of it."""
import numpy


def difference(own, theirs):
    """Relative, of the total and the largest of any zone; place 0 is outside all zones.

    A zone with hardly anything in it is held against a thousand-millionth of the whole.
    """
    total = abs(own.sum() - theirs.sum()) / abs(theirs.sum())
    size = numpy.maximum(numpy.abs(theirs[1:]), 1e-9 * numpy.abs(theirs).sum())
    return total, (numpy.abs(own[1:] - theirs[1:]) / size).max()


def judge(as_run, documented, allowed):
    """The difference that counts, and the verdict: that from InVEST as it runs, else that from the rule which it
    documents, if that was worked out."""
    if max(as_run) <= allowed:
        return max(as_run), "agrees"
    if documented is not None and max(documented) <= allowed:
        return max(documented), "agrees with the rule"
    return max(as_run if documented is None else documented), "DIFFERS"
