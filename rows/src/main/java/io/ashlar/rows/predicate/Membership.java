package io.ashlar.rows.predicate;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a value of the row is among operands, which are sorted and searched by halving. Constants
 * are sorted once; where some are parameters, when a row is judged for the first time since
 * parameters were bound. Neither allocates, but for the values of decimals.
 */
final class Membership extends Condition {

  private static final long NEVER_SORTED = -1;

  private final Values values;

  /** The operands that a row can be equal to come first. */
  private final Operand[] operands;

  private final Parameters parameters;

  /** How often parameters had been bound when the operands were sorted. */
  private long sortedAt = NEVER_SORTED;

  private boolean hasNull;
  private final boolean constant;

  /** Whether the number is computed, and so may be equal to what no column can hold. */
  private final boolean computed;

  private Membership(
      Values values, boolean computed, List<Operand> operands, Parameters parameters) {
    this.values = values;
    this.computed = computed;
    this.operands = operands.toArray(new Operand[0]);
    this.parameters = parameters;
    this.constant = operands.stream().noneMatch(Operand::isParameter);
    if (constant) {
      sort();
    }
  }

  /** Of a column; the operands are of one family and there is at least one. */
  static Condition of(int ordinal, List<Operand> operands, Parameters parameters) {
    ValueType family = operands.get(0).family();
    int most = operands.size();
    Values values;
    if (family.form() == ValueForm.WORD) {
      values = new Words(ScalarLeaf.word(ordinal), most);
    } else {
      values =
          switch (family.form()) {
            case REAL -> new Reals(ScalarLeaf.column(ordinal, family), most);
            case DECIMAL -> new Decimals(ScalarLeaf.column(ordinal, family), most, false);
            default -> new Objects(ordinal, most, family.form() == ValueForm.UUID);
          };
    }
    return new Membership(values, false, operands, parameters);
  }

  /** Of a computed number; the operands are of the family that it is computed as. */
  static Condition of(Scalar number, List<Operand> operands, Parameters parameters) {
    int most = operands.size();
    Values values =
        switch (number.kind()) {
          case LONG -> new Words(number, most);
          case DOUBLE -> new Reals(number, most);
          default -> new Decimals(number, most, true);
        };
    return new Membership(values, true, operands, parameters);
  }

  @Override
  public int evaluate(ValueReader row) {
    if (values.isNull(row)) {
      return UNKNOWN;
    }
    if (!constant && sortedAt != parameters.bindings()) {
      sort();
      sortedAt = parameters.bindings();
    }
    if (values.contains(row)) {
      return TRUE;
    }
    return hasNull ? UNKNOWN : FALSE;
  }

  private void sort() {
    int known = 0;
    hasNull = false;
    for (int i = 0; i < operands.length; i++) {
      Operand value = operands[i];
      hasNull |= value.isNull();
      // No column is equal to a value that it cannot hold.
      if (!value.isNull() && (computed || value.tilt() == 0)) {
        operands[i] = operands[known];
        operands[known++] = value;
      }
    }
    OperandSort.sort(operands, known, false);
    values.take(operands, known);
  }

  /** Where the row's value comes from, and those it is looked up in. */
  private abstract static class Values {

    /** How many of the array are values. */
    int count;

    void take(Operand[] sorted, int known) {
      count = known;
      for (int i = 0; i < known; i++) {
        put(i, sorted[i]);
      }
    }

    abstract void put(int place, Operand operand);

    abstract boolean isNull(ValueReader row);

    abstract boolean contains(ValueReader row);
  }

  /** Numbers, computed or in a column. */
  private abstract static class Numbers extends Values {

    final Scalar number;

    Numbers(Scalar number) {
      this.number = number;
    }

    @Override
    final boolean isNull(ValueReader row) {
      return number.isNull(row);
    }
  }

  private static final class Words extends Numbers {

    private final long[] sorted;

    Words(Scalar number, int most) {
      super(number);
      this.sorted = new long[most];
    }

    @Override
    void put(int place, Operand operand) {
      sorted[place] = operand.word();
    }

    @Override
    boolean contains(ValueReader row) {
      return Arrays.binarySearch(sorted, 0, count, number.integer(row)) >= 0;
    }
  }

  private static final class Reals extends Numbers {

    private final double[] sorted;

    Reals(Scalar number, int most) {
      super(number);
      this.sorted = new double[most];
    }

    @Override
    void put(int place, Operand operand) {
      sorted[place] = operand.real();
    }

    @Override
    boolean contains(ValueReader row) {
      return Arrays.binarySearch(sorted, 0, count, number.real(row)) >= 0;
    }
  }

  private static final class Decimals extends Numbers {

    private final BigDecimal[] sorted;
    private final boolean computed;

    Decimals(Scalar number, int most, boolean computed) {
      super(number);
      this.sorted = new BigDecimal[most];
      this.computed = computed;
    }

    /** Operands that no column tells apart come in any order: their values are sorted instead. */
    @Override
    void take(Operand[] operands, int known) {
      super.take(operands, known);
      if (computed) {
        Arrays.sort(sorted, 0, known);
      }
    }

    @Override
    void put(int place, Operand operand) {
      sorted[place] = computed ? operand.exactDecimal() : operand.decimal();
    }

    @Override
    boolean contains(ValueReader row) {
      return Arrays.binarySearch(sorted, 0, count, number.decimal(row)) >= 0;
    }
  }

  /** Byte strings, texts and UUIDs. */
  private static final class Objects extends Values {

    private final int ordinal;
    private final Operand[] sorted;
    private final boolean uuids;

    Objects(int ordinal, int most, boolean uuids) {
      this.ordinal = ordinal;
      this.sorted = new Operand[most];
      this.uuids = uuids;
    }

    @Override
    void put(int place, Operand operand) {
      sorted[place] = operand;
    }

    @Override
    boolean isNull(ValueReader row) {
      return row.isNull(ordinal);
    }

    @Override
    boolean contains(ValueReader row) {
      int low = 0;
      int high = count - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = uuids ? compareUuid(row, sorted[middle]) : compareBytes(row, sorted[middle]);
        if (order == 0) {
          return true;
        }
        if (order > 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return false;
    }

    private int compareUuid(ValueReader row, Operand value) {
      int high = Long.compareUnsigned(row.uuidHigh(ordinal), value.word());
      return high != 0 ? high : Long.compareUnsigned(row.uuidLow(ordinal), value.low());
    }

    private int compareBytes(ValueReader row, Operand value) {
      return UnsignedBytes.compare(
          row.bytesBuffer(ordinal),
          row.bytesOffset(ordinal),
          row.bytesLength(ordinal),
          value.bytes(),
          0,
          value.length());
    }
  }
}
