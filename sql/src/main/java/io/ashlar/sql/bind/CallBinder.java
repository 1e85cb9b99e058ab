package io.ashlar.sql.bind;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.function.FunctionDefinition;
import io.ashlar.sql.function.Volatility;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes the scalars of functions, and of what is a function with a syntax of its own. */
final class CallBinder {

  private final Binding binding;
  private final ExpressionBinder expressions;

  CallBinder(Binding binding, ExpressionBinder expressions) {
    this.binding = binding;
    this.expressions = expressions;
  }

  Scalar bind(Call call) {
    if (call instanceof Call.FunctionCall function) {
      return function(function);
    }
    if (call instanceof Call.Extract extract) {
      Slot field = Slot.text(extract.field().text().toLowerCase(Locale.ROOT));
      return call(call.offset(), "date_part", List.of(field, argument(extract.source())));
    }
    if (call instanceof Call.Position position) {
      return call(
          call.offset(),
          "position",
          List.of(argument(position.needle()), argument(position.text())));
    }
    if (call instanceof Call.Substring substring) {
      return substring(substring);
    }
    if (call instanceof Call.Trim trim) {
      return trim(trim);
    }
    if (call instanceof Call.Overlay overlay) {
      List<Scalar> arguments = new ArrayList<>();
      arguments.add(argument(overlay.text()));
      arguments.add(argument(overlay.replacement()));
      arguments.add(argument(overlay.start()));
      overlay.length().ifPresent(length -> arguments.add(argument(length)));
      return call(call.offset(), "overlay", arguments);
    }
    return call instanceof Call.CurrentValue value ? current(value) : sequence(call);
  }

  private Scalar function(Call.FunctionCall function) {
    List<Identifier> parts = function.name().parts();
    if (parts.size() > 1) {
      throw binding.unsupported(function.offset(), "functions of a schema");
    }
    String name = parts.get(0).text();
    refuse(function.over().isPresent(), function, "window functions");
    if (Grouping.isAggregate(function)) {
      throw binding.fault(
          SqlState.GROUPING_ERROR,
          function.offset(),
          "An aggregate stands only above groups: in the select list, HAVING and ORDER BY.",
          "name",
          name);
    }
    refuse(function.filter().isPresent(), function, "FILTER");
    refuse(!function.withinGroup().isEmpty(), function, "WITHIN GROUP");
    boolean plain =
        function.form() == Call.ArgumentForm.PLAIN
            && function.orderBy().isEmpty()
            && function.separator().isEmpty();
    refuse(!plain, function, "this aggregate");
    List<Scalar> arguments = new ArrayList<>(function.arguments().size());
    for (Expression argument : function.arguments()) {
      arguments.add(argument(argument));
    }
    return call(function.offset(), name, arguments);
  }

  private void refuse(boolean unsupported, Call.FunctionCall function, String what) {
    if (unsupported) {
      throw binding.unsupported(function.offset(), what);
    }
  }

  /** Parameters are literals here: which function is meant decides what they are. */
  private Scalar argument(Expression expression) {
    return expression instanceof Expression.Parameter parameter
        ? binding.parameters().slot(parameter.index() - 1, SqlType.UNKNOWN)
        : expressions.bind(expression);
  }

  /**
   * A call of a function by its name.
   *
   * @param offset where it stands
   * @param name the name
   * @param arguments owned by the result
   * @return the scalar
   */
  Scalar call(int offset, String name, List<Scalar> arguments) {
    boolean isVolatile =
        binding
            .functions()
            .get()
            .find(name)
            .map(FunctionDefinition::volatility)
            .filter(Volatility.VOLATILE::equals)
            .isPresent();
    if (isVolatile) {
      expressions.scope().noteVolatile();
    }
    try {
      return binding.functions().get().call(name, arguments, binding.context());
    } catch (SqlException fault) {
      throw binding.placed(fault, offset);
    }
  }

  private Scalar substring(Call.Substring substring) {
    List<Scalar> arguments = new ArrayList<>();
    arguments.add(argument(substring.text()));
    arguments.add(
        substring.start().map(this::argument).orElseGet(() -> Slot.word(SqlType.INTEGER, 1)));
    substring.length().ifPresent(length -> arguments.add(argument(length)));
    return call(substring.offset(), "substring", arguments);
  }

  private Scalar trim(Call.Trim trim) {
    String name =
        switch (trim.side()) {
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
          default -> "btrim";
        };
    List<Scalar> arguments = new ArrayList<>();
    arguments.add(argument(trim.text()));
    trim.characters().ifPresent(characters -> arguments.add(argument(characters)));
    return call(trim.offset(), name, arguments);
  }

  private Scalar current(Call.CurrentValue value) {
    String name = value.kind().name().toLowerCase(Locale.ROOT);
    List<Scalar> arguments = new ArrayList<>();
    value.precision().ifPresent(digits -> arguments.add(Slot.word(SqlType.INTEGER, digits)));
    return call(value.offset(), name, arguments);
  }

  private Scalar sequence(Call call) {
    Call.SequenceValue value = (Call.SequenceValue) call;
    List<Identifier> parts = value.sequence().parts();
    if (parts.size() > 1) {
      throw binding.fault(
          SqlState.FEATURE_NOT_SUPPORTED,
          value.offset(),
          "This is not supported.",
          "feature",
          "sequences of a schema");
    }
    Slot name = Slot.text(parts.get(0).text());
    return call(value.offset(), value.next() ? "nextval" : "currval", List.of(name));
  }
}
