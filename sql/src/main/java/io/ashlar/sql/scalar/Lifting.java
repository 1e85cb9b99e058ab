package io.ashlar.sql.scalar;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The literals of a statement whose plan is to serve other statements that differ in them alone.
 *
 * <p>Each is a constant for whoever plans, so that what is planned is what would be planned for the
 * statement itself. What is folded of literals is remembered, and folded anew when they are given
 * other values. Whoever else evaluates one while the statement is planned has made the plan rest on
 * its value: that literal is <i>kept</i>, and the plan serves only statements that have the same in
 * its place. So nobody who plans has to know that there are such literals.
 *
 * <p>One thread at a time.
 */
public final class Lifting {

  /** The literals, and behind them what was folded of them. */
  private final List<Slot> slots = new ArrayList<>();

  /** Of what was folded: what computes it. */
  private final List<Scalar> sources = new ArrayList<>();

  /** Of each slot the literals that it depends on. */
  private final List<BitSet> origins = new ArrayList<>();

  private final BitSet kept = new BitSet();

  /** The slots that were null when the plan was made, which may rest on that. */
  private final BitSet nulls = new BitSet();

  private int literals;
  private boolean planning = true;

  /** Whether evaluations do not count: of what is thrown away, or will be folded anew. */
  private boolean quiet;

  /** Without literals. */
  public Lifting() {}

  /**
   * Adds a literal. All are added before anything is planned.
   *
   * @param type its type
   * @return its value, to be set
   */
  public Slot add(SqlType type) {
    BitSet itself = new BitSet();
    itself.set(literals++);
    return added(type, itself);
  }

  private Slot added(SqlType type, BitSet origin) {
    Slot slot = Slot.lifted(type, this, slots.size());
    slots.add(slot);
    origins.add(origin);
    return slot;
  }

  /**
   * How many literals there are.
   *
   * @return the number
   */
  public int literals() {
    return literals;
  }

  /**
   * A literal.
   *
   * @param number its number, from 0
   * @return the same slot each time
   */
  public Slot literal(int number) {
    return slots.get(number);
  }

  /**
   * Says whether what is bound from here on is thrown away, so that evaluating it decides nothing.
   *
   * @param value whether it is
   */
  public void setQuiet(boolean value) {
    quiet = value;
  }

  /** All is planned: evaluations are those of runs from here on. */
  public void planned() {
    planning = false;
    for (int i = literals; i < slots.size(); i++) {
      nulls.set(i, Slot.isNull(slots.get(i)));
    }
  }

  /**
   * Whether the plan rests on the value of a literal.
   *
   * @param literal its number
   * @return true when the plan serves no other value
   */
  public boolean isKept(int literal) {
    return kept.get(literal);
  }

  /** A slot was evaluated. */
  void read(int slot) {
    if (planning && !quiet) {
      kept.or(origins.get(slot));
    }
  }

  /**
   * Folds a scalar over constants, some of them of these literals.
   *
   * @throws SqlException when it has no value; then the plan rests on the literals
   */
  Slot folded(Scalar scalar, List<? extends Scalar> parts) {
    BitSet origin = new BitSet();
    for (Scalar part : parts) {
      if (part instanceof Slot slot && slot.lifting() == this) {
        origin.or(origins.get(slot.number()));
      }
    }
    boolean outer = quiet;
    quiet = true;
    Slot folded = added(scalar.type(), origin);
    sources.add(scalar);
    boolean done = false;
    try {
      folded.set(scalar, null);
      done = true;
    } finally {
      quiet = outer;
      if (!done) {
        slots.remove(slots.size() - 1);
        origins.remove(slots.size());
        sources.remove(sources.size() - 1);
        if (!quiet) {
          kept.or(origin);
        }
      }
    }
    return folded;
  }

  /**
   * Folds all anew, after literals were given other values.
   *
   * @return false when something has no value now, or is null that was not when the plan was made,
   *     or the other way round, so that another plan may be needed
   */
  public boolean refold() {
    try {
      for (int i = 0; i < sources.size(); i++) {
        Slot slot = slots.get(literals + i);
        slot.set(sources.get(i), null);
        if (Slot.isNull(slot) != nulls.get(literals + i)) {
          return false;
        }
      }
      return true;
    } catch (SqlException noValue) {
      return false;
    }
  }
}
