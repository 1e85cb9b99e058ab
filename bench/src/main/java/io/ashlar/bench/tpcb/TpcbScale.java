package io.ashlar.bench.tpcb;

/**
 * How many rows there are; ids begin with 1.
 *
 * @param branches at least 1
 * @param tellersPerBranch at least 1
 * @param accountsPerBranch at least 1
 */
public record TpcbScale(int branches, int tellersPerBranch, int accountsPerBranch) {

  private static final int TELLERS_PER_BRANCH = 10;
  private static final int ACCOUNTS_PER_BRANCH = 100_000;

  /**
   * The proportions of pgbench.
   *
   * @param branches the scale
   * @return ten tellers and 100,000 accounts to each branch
   */
  public static TpcbScale ofBranches(int branches) {
    return new TpcbScale(branches, TELLERS_PER_BRANCH, ACCOUNTS_PER_BRANCH);
  }

  /**
   * The tellers of all branches.
   *
   * @return how many
   */
  public int tellers() {
    return branches * tellersPerBranch;
  }

  /**
   * The accounts of all branches.
   *
   * @return how many
   */
  public int accounts() {
    return branches * accountsPerBranch;
  }
}
