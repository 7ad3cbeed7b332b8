"""spopt's maximal covering on one of our towns: places candidates count reach seed. Prints what it
covers and its seconds, building the model included, as ours are."""

import sys
import time
import warnings

from bench.stops import made


def main() -> None:
    warnings.simplefilter("ignore")
    import pulp
    from spopt.locate import MCLP

    places, candidates, count = (int(part) for part in sys.argv[1:4])
    minutes, people = made.town(places, candidates, int(sys.argv[5]))
    solver = pulp.HiGHS(msg=False) if pulp.HiGHS().available() else pulp.PULP_CBC_CMD(msg=False)
    began = time.perf_counter()
    model = MCLP.from_cost_matrix(minutes, people, float(sys.argv[4]), p_facilities=count)
    solved = model.solve(solver)
    seconds = time.perf_counter() - began
    print(solved.problem.objective.value(), seconds)


if __name__ == "__main__":
    main()
