"""scikit-learn's adjusted Rand index of some tables and some fits, into adjusted_rand.json.

Run with NumPy 2.4 and scikit-learn 1.9: `python adjusted_rand.py`. `tables`: rows are groups, columns are labels.
`fits`: the highest log-likelihood of 40 starts of `GaussianMixture`, with its BIC, the index of the species and the
most responsible components, and how many points of each species each component claims, the least number first.
"""

import csv
import json

import numpy as np
from sklearn.metrics import adjusted_rand_score, confusion_matrix
from sklearn.mixture import GaussianMixture

TYPES = {"full": "full", "tied": "tied", "diagonal": "diag", "spherical": "spherical"}


def index_of(table):
    """Of points, as many in each cell as the table says."""
    rows, columns = np.indices(table.shape)
    return adjusted_rand_score(np.repeat(rows.ravel(), table.ravel()), np.repeat(columns.ravel(), table.ravel()))


def judged(file, columns, kind, k):
    with open(f"data/{file}.csv") as text:
        rows = list(csv.DictReader(text))
    points = np.array([[float(row[column]) for column in columns] for row in rows])
    species = [row["species"] for row in rows]
    model = GaussianMixture(k, covariance_type=TYPES[kind], reg_covar=0, tol=1e-10, max_iter=10000, n_init=40, random_state=1).fit(points)
    found = model.predict(points)
    names = sorted(set(species))
    table = confusion_matrix([names.index(name) for name in species], found)[: len(names), :k]
    return {
        "file": file,
        "covariance": kind,
        "k": k,
        "bic": model.bic(points),
        "adjusted_rand": adjusted_rand_score(species, found),
        "sorted_confusion": [sorted(row) for row in table.tolist()],
    }


draw = np.random.default_rng(1985)
tables = [np.array(table) for table in ([[3, 0], [0, 4]], [[0, 5], [6, 0]], [[10, 10], [10, 10]], [[1, 2, 3]], [[50, 0, 0], [0, 48, 2], [0, 14, 36]])]
for size in (1, 5, 100, 40000):
    tables += [draw.integers(0, 1 + size, (groups, k)) for groups, k in ((2, 2), (3, 3), (2, 5), (6, 8), (20, 4))]
# nearly the same partition, and nearly one group
tables += [np.array([[40000, 1], [0, 30000]]), np.array([[999999, 0], [1, 0]]), np.array([[999990, 3], [4, 3]])]
penguins = ("penguin-bills", ("bill_length_mm", "bill_depth_mm"))
petals = ("iris", ("petal_length_cm", "petal_width_cm"))
fits = [judged(*petals, "tied", 3), judged(*petals, "spherical", 3)]
fits += [judged(*penguins, kind, k) for kind, k in (("tied", 4), ("full", 3), ("tied", 3), ("diagonal", 3), ("spherical", 3))]
with open("adjusted_rand.json", "w") as file:
    json.dump({"tables": [{"table": table.tolist(), "adjusted_rand": index_of(table)} for table in tables], "fits": fits}, file)
