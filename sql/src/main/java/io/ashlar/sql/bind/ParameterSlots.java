package io.ashlar.sql.bind;

import io.ashlar.sql.scalar.Lifting;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;

/** The parameters of a statement. Each has the type of what it meets first. */
public final class ParameterSlots {

  private final Slot[] slots;

  /** Types that parameters have whatever they meet; null where they have that of what they meet. */
  private final SqlType[] given;

  /** The literals that the parameters stand for; null where they are parameters. */
  private final Lifting lifting;

  /**
   * Of a statement.
   *
   * @param count how many there are
   */
  public ParameterSlots(int count) {
    this(count, null);
  }

  /**
   * Of a statement where some parameters have types whatever they meet.
   *
   * @param count how many there are
   * @param types of each its type; null where it has that of what it meets, or for all of them
   */
  public ParameterSlots(int count, SqlType[] types) {
    slots = new Slot[count];
    given = types == null ? new SqlType[count] : types.clone();
    lifting = null;
  }

  /**
   * Of a statement whose parameters stand for literals, which have types of their own.
   *
   * @param literals the literals
   */
  public ParameterSlots(Lifting literals) {
    slots = new Slot[0];
    given = new SqlType[0];
    lifting = literals;
  }

  /** Says whether what is bound from here on is thrown away. */
  void setTrying(boolean value) {
    if (lifting != null) {
      lifting.setQuiet(value);
    }
  }

  /**
   * How many there are.
   *
   * @return the number
   */
  public int count() {
    return slots.length;
  }

  /**
   * The slot of a parameter.
   *
   * @param index its number, from 0
   * @param type what it meets; it counts only where nothing was met before
   * @return the slot, the same each time
   */
  public Slot slot(int index, SqlType type) {
    if (lifting != null) {
      return lifting.literal(index);
    }
    if (slots[index] == null) {
      slots[index] = Slot.parameter(given[index] == null ? type : given[index]);
    }
    return slots[index];
  }

  /**
   * The slot of a parameter that is stored in a column.
   *
   * @param index its number, from 0
   * @param type what it meets; it counts only where nothing was met before
   * @return the slot, the same each time
   */
  public Slot stored(int index, SqlType type) {
    if (lifting != null) {
      return lifting.literal(index);
    }
    if (slots[index] == null) {
      slots[index] = Slot.stored(given[index] == null ? type : given[index]);
    }
    return slots[index];
  }

  /**
   * The slot of a parameter once all is bound.
   *
   * @param index its number, from 0
   * @return the slot; a text where it met nothing
   */
  public Slot slot(int index) {
    return slot(index, SqlType.TEXT);
  }
}
