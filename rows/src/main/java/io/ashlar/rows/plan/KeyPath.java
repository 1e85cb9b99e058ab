package io.ashlar.rows.plan;

import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PredicateText;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.rows.proof.Implication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A key that can be walked: the primary key or that of an index. One owner at a time. */
public final class KeyPath {

  private final TableDefinition table;
  private final IndexDefinition index;

  /** The columns that the key orders by: those of the index, then those of the primary key. */
  private final int[] ordinals;

  private final boolean[] descending;

  /** How many of them are in every key: a unique one has the primary key only behind nulls. */
  private final int bounded;

  private final BitSet covered = new BitSet();

  /** What a partial index says of its entries; null for any other key. */
  private final Guarantees guarantees;

  private KeyPath(TableDefinition table, IndexDefinition index, Guarantees guarantees) {
    this.guarantees = guarantees;
    this.table = table;
    this.index = index;
    int[] primary = table.primaryKey();
    int own = index == null ? 0 : index.keyColumns().length;
    this.ordinals =
        Arrays.copyOf(index == null ? primary : index.keyColumns(), own + primary.length);
    System.arraycopy(primary, 0, ordinals, own, primary.length);
    this.descending =
        Arrays.copyOf(index == null ? new boolean[0] : index.descending(), ordinals.length);
    this.bounded = index != null && index.unique() ? own : ordinals.length;
    cover();
  }

  static KeyPath primary(TableDefinition table) {
    return new KeyPath(table, null, null);
  }

  static KeyPath of(TableDefinition table, IndexDefinition index) {
    return new KeyPath(
        table, index, index.isPartial() ? new Guarantees(table, index.predicate()) : null);
  }

  /** The same key in one partition of the table. */
  KeyPath in(TableDefinition partition) {
    return new KeyPath(
        partition, index == null ? null : partition.index(index.name()).orElseThrow(), guarantees);
  }

  private void cover() {
    if (index == null) {
      // The column behind the last stands for the stamp, which entries do not have of the row.
      covered.set(0, table.columns().size() + 1);
      return;
    }
    for (int ordinal : ordinals) {
      covered.set(ordinal);
    }
    for (int ordinal : index.storedColumns()) {
      covered.set(ordinal);
    }
  }

  /**
   * The table.
   *
   * @return its definition
   */
  public TableDefinition table() {
    return table;
  }

  /**
   * The index.
   *
   * @return the index, or null for the primary key
   */
  public IndexDefinition index() {
    return index;
  }

  /**
   * Where the key lives.
   *
   * @return the keyspace id
   */
  public int keyspaceId() {
    return index == null ? table.keyspaceId() : index.keyspaceId();
  }

  int[] ordinals() {
    return ordinals;
  }

  boolean isDescending(int position) {
    return descending[position];
  }

  int bounded() {
    return bounded;
  }

  /** Whether a row or entry under this key holds all of some columns. */
  boolean covers(BitSet columns) {
    BitSet missing = (BitSet) columns.clone();
    missing.andNot(covered);
    return missing.isEmpty();
  }

  /** Whether every row that all the terms select has its entry here. */
  boolean holdsAll(List<Conjunct> terms) {
    if (!isPartial()) {
      return true;
    }
    List<Predicate> premises = new ArrayList<>(terms.size());
    for (Conjunct term : terms) {
      if (term.source() != null) {
        premises.add(term.source());
      }
    }
    return Implication.of(table, premises).proves(index.predicate());
  }

  /** Whether a term is true for every row that has an entry here. */
  boolean guarantees(Conjunct term) {
    return guarantees != null && guarantees.hold(term);
  }

  boolean isPartial() {
    return index != null && index.isPartial();
  }

  /** Whether keys with the first columns equal are one key at most. */
  boolean isOneKey(int equalities) {
    if (index == null) {
      return equalities == ordinals.length;
    }
    return index.unique() && equalities >= bounded;
  }

  /** Whether the first so many columns tell any two rows apart. */
  boolean isDistinct(int columns) {
    if (columns == ordinals.length) {
      return true;
    }
    return index != null && index.unique() && columns >= bounded && !mayHoldNull();
  }

  private boolean mayHoldNull() {
    for (int ordinal : index.keyColumns()) {
      if (table.columns().get(ordinal).nullable()) {
        return true;
      }
    }
    return false;
  }

  /**
   * As plans show it.
   *
   * @return such as {@code index by_country (country, population descending)}, and for a partial
   *     one {@code where active = TRUE} behind it
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(index == null ? "primary key" : (index.unique() ? "unique " : "") + "index ");
    text.append(index == null ? "" : index.name()).append(" (");
    int own = index == null ? ordinals.length : index.keyColumns().length;
    for (int i = 0; i < own; i++) {
      text.append(i == 0 ? "" : ", ").append(table.columns().get(ordinals[i]).name());
      text.append(descending[i] ? " descending" : "");
    }
    text.append(')');
    if (isPartial()) {
      text.append(" where ").append(PredicateText.of(index.predicate()));
    }
    return text.toString();
  }
}
