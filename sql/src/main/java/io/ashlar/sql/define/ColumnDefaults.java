package io.ashlar.sql.define;

import io.ashlar.schema.DefaultValue;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.lower.ConstantValue;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/** Defaults of columns: constants, and the few that the table computes. */
final class ColumnDefaults {

  private final Binding binding;
  private final ExpressionBinder expressions;

  ColumnDefaults(Binding binding) {
    this.binding = binding;
    this.expressions = new ExpressionBinder(binding, new Scope(binding));
  }

  /**
   * What a column is given that is not set.
   *
   * @return a constant or a {@link DefaultValue}; null for NULL
   */
  Object of(Expression value, SqlType type) {
    DefaultValue computed = computed(value);
    if (computed != null) {
      return computed;
    }
    Scalar scalar = Casts.assignment(expressions.bind(value), type, binding.context());
    if (Slot.isNull(scalar)) {
      return null;
    }
    Object constant = ConstantValue.of(scalar);
    if (constant == null) {
      throw binding.unsupported(value.offset(), "this default");
    }
    return constant;
  }

  private static DefaultValue computed(Expression value) {
    if (value instanceof Call.CurrentValue current) {
      return switch (current.kind()) {
        case CURRENT_DATE -> DefaultValue.currentDate();
        case CURRENT_TIME, LOCALTIME -> DefaultValue.currentTime();
        case CURRENT_TIMESTAMP, LOCALTIMESTAMP -> DefaultValue.currentTimestamp();
        default -> null;
      };
    }
    if (value instanceof Call.SequenceValue sequence && sequence.next()) {
      return DefaultValue.nextValueOf(last(sequence.sequence()));
    }
    return value instanceof Call.FunctionCall call ? called(call) : null;
  }

  private static DefaultValue called(Call.FunctionCall call) {
    List<Expression> arguments = call.arguments();
    return switch (last(call.name())) {
      case "now" -> arguments.isEmpty() ? DefaultValue.currentTimestamp() : null;
      case "gen_random_uuid", "random_uuid" ->
          arguments.isEmpty() ? DefaultValue.randomUuid() : null;
      case "nextval" ->
          arguments.size() == 1 && arguments.get(0) instanceof Literal.Text name
              ? DefaultValue.nextValueOf(name.value())
              : null;
      default -> null;
    };
  }

  private static String last(QualifiedName name) {
    List<Identifier> parts = name.parts();
    return parts.get(parts.size() - 1).text();
  }
}
