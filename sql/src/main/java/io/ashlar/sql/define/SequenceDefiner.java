package io.ashlar.sql.define;

import io.ashlar.Sequence;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.type.SqlKind;
import java.util.List;

/** The options of a sequence. */
final class SequenceDefiner {

  private SequenceDefiner() {}

  /** What CREATE SEQUENCE says; a type limits the numbers. */
  static SequenceOptions options(DefinitionStatement.CreateSequence create, Binding binding) {
    SequenceOptions options = options(create.options(), binding);
    if (create.type().isEmpty()) {
      return options;
    }
    SqlKind kind =
        new ExpressionBinder(binding, new Scope(binding)).type(create.type().get()).kind();
    if (!kind.isWhole()) {
      throw binding.unsupported(create.type().get().offset(), "a sequence of this type");
    }
    boolean up = options.increment() > 0;
    long end = up ? kind.greatest() : kind.least();
    boolean unlimited = options.limit() == (up ? Long.MAX_VALUE : Long.MIN_VALUE);
    boolean starts = options.start() >= kind.least() && options.start() <= kind.greatest();
    boolean ends =
        unlimited || (options.limit() >= kind.least() && options.limit() <= kind.greatest());
    if (!starts || !ends) {
      throw binding.fault(
          SqlState.INVALID_PARAMETER,
          create.type().get().offset(),
          "The numbers of the sequence do not fit its type.",
          "type",
          kind.sqlName());
    }
    return unlimited ? options.upTo(end) : options;
  }

  /** What ALTER SEQUENCE changes: where it goes on. */
  static void alter(
      Sequence sequence, List<DefinitionStatement.SequenceOption> options, Binding binding) {
    for (DefinitionStatement.SequenceOption option : options) {
      if (option.kind() != DefinitionStatement.SequenceOptionKind.RESTART) {
        throw binding.unsupported(option.offset(), option.kind() + " of ALTER SEQUENCE");
      }
    }
    for (DefinitionStatement.SequenceOption option : options) {
      sequence.restartWith(option.value().orElse(sequence.options().start()));
    }
  }

  static SequenceOptions options(
      List<DefinitionStatement.SequenceOption> options, Binding binding) {
    SequenceOptions sequence = SequenceOptions.defaults();
    for (DefinitionStatement.SequenceOption option : options) {
      if (option.kind() == DefinitionStatement.SequenceOptionKind.INCREMENT) {
        sequence = sequence.incrementingBy(option.value().orElseThrow());
      }
    }
    for (DefinitionStatement.SequenceOption option : options) {
      switch (option.kind()) {
        case START -> sequence = sequence.startingAt(option.value().orElseThrow());
        case MAX_VALUE -> sequence = limited(sequence, option, sequence.increment() > 0, binding);
        case MIN_VALUE -> sequence = limited(sequence, option, sequence.increment() < 0, binding);
        case CACHE -> sequence = sequence.reserving(Math.toIntExact(option.value().orElseThrow()));
        case INCREMENT, NO_MIN_VALUE, NO_MAX_VALUE, NO_CYCLE -> {
          // Taken before, or what is so anyway.
        }
        case NO_CACHE -> sequence = sequence.reserving(1);
        default -> throw binding.unsupported(option.offset(), option.kind().name());
      }
    }
    return sequence;
  }

  /** The bound behind the last number; that before the first says nothing more than START. */
  private static SequenceOptions limited(
      SequenceOptions sequence,
      DefinitionStatement.SequenceOption option,
      boolean isEnd,
      Binding binding) {
    long value = option.value().orElseThrow();
    if (isEnd) {
      return sequence.upTo(value);
    }
    boolean holds =
        sequence.increment() > 0 ? value <= sequence.start() : value >= sequence.start();
    if (!holds) {
      throw binding.unsupported(option.offset(), "a bound beyond the start");
    }
    return sequence;
  }
}
