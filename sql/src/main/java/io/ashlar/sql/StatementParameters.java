package io.ashlar.sql;

import io.ashlar.sql.bind.ParameterSlots;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import org.agrona.DirectBuffer;

/** The parameters of a statement as it is planned, and the values that they are given. */
final class StatementParameters {

  private final EvaluationContext context;
  private ParameterSlots slots;

  /** Numbers that parameters for whole numbers were given; null until there is one. */
  private WiderValues wider;

  StatementParameters(ParameterSlots slots, EvaluationContext context) {
    this.slots = slots;
    this.context = context;
  }

  int count() {
    return slots.count();
  }

  /** The slot of a parameter in the present plan. */
  Slot slot(int parameter) {
    if (parameter < 0 || parameter >= slots.count()) {
      throw SqlException.nowhere(
          SqlState.INVALID_PARAMETER,
          "The statement has no parameter of this number.",
          "parameter",
          parameter,
          "parameters",
          slots.count());
    }
    return slots.slot(parameter);
  }

  void set(int parameter, boolean value) {
    ParameterValues.set(other(parameter), value, context);
  }

  void set(int parameter, long value) {
    Slot slot = slot(parameter);
    if (wider == null || !wider.take(parameter, slot, value)) {
      ParameterValues.set(slot, value, context);
    }
  }

  void set(int parameter, double value) {
    Slot slot = slot(parameter);
    if (wider == null && (!slot.refusesFraction() || value == (int) value)) {
      ParameterValues.set(slot, value, context);
    } else {
      setNumber(parameter, value);
    }
  }

  void set(int parameter, CharSequence value) {
    ParameterValues.set(other(parameter), value, context);
  }

  void set(int parameter, DirectBuffer value, int offset, int length) {
    ParameterValues.set(other(parameter), value, offset, length, context);
  }

  void set(int parameter, byte[] value) {
    ParameterValues.set(other(parameter), value, context);
  }

  void setObject(int parameter, Object value) {
    if (value instanceof Number number) {
      setNumber(parameter, number);
    } else {
      ParameterValues.setObject(other(parameter), value, context);
    }
  }

  private void setNumber(int parameter, Number value) {
    Slot slot = slot(parameter);
    if (wider == null && slot.refusesFraction() && WiderValues.wanted(value) != null) {
      wider = new WiderValues(slots.count());
    }
    if (wider == null) {
      ParameterValues.setObject(slot, value, context);
    } else if (!wider.take(parameter, slot, value)) {
      ParameterValues.setObject(slot, wider.exact(parameter, value), context);
    }
  }

  void setNull(int parameter) {
    other(parameter).setNull();
  }

  /** For what is no number. */
  private Slot other(int parameter) {
    Slot slot = slot(parameter);
    if (wider != null) {
      wider.forget(parameter);
    }
    return slot;
  }

  /** Whether there are numbers for which the statement is to be planned before it runs. */
  boolean isWaiting() {
    return wider != null && wider.isWaiting();
  }

  /** The types to plan for; null where all parameters have that of what they meet. */
  SqlType[] types() {
    return wider == null ? null : wider.types();
  }

  /** No plan takes the numbers that wait: what they are refused with. */
  SqlException refused() {
    int parameter = 0;
    while (wider.waiting(parameter) == null) {
      parameter++;
    }
    return DataErrors.fraction(wider.waiting(parameter).toString(), slots.slot(parameter).type());
  }

  /** The statement has been planned with other slots, for {@link #types}; values are kept. */
  void planned(ParameterSlots other) {
    for (int i = 0; i < other.count(); i++) {
      Number waiting = wider == null ? null : wider.waiting(i);
      if (waiting == null) {
        ParameterValues.copy(slots.slot(i), other.slot(i), context);
      } else {
        ParameterValues.setObject(other.slot(i), waiting, context);
      }
    }
    slots = other;
    if (wider != null) {
      wider.planned(wider.types());
    }
  }
}
