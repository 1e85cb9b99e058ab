package io.ashlar.aggregate;

/** A scan whose rows are grouped; see {@link io.ashlar.Scan#groupBy}. */
public interface GroupedScan {

  /**
   * Plans aggregates over each group.
   *
   * @param aggregates the handles; none shows the groups alone (SQL: {@code SELECT DISTINCT})
   * @return the prepared statement
   * @throws io.ashlar.error.SchemaException when no key leads to the rows group by group and the
   *     scan may use no memory; the fact {@code create} names an index that would
   */
  PreparedGroups aggregate(Aggregate... aggregates);
}
