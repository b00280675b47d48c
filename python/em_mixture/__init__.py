"""A lab in the notebook, in which one watches expectation-maximization find hidden groups, half-step by half-step.

    from em_mixture import EMMixture
    lab = EMMixture(x, k=3, start="quantiles")
    lab
"""

from importlib.metadata import version

from .widget import EMMixture

__all__ = ["EMMixture"]
__version__ = version("em-mixture")
