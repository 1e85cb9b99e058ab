package io.ashlar.sql.define;

import io.ashlar.schema.ColumnSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.TableElement;
import io.ashlar.sql.syntax.TypeName;
import io.ashlar.sql.type.ColumnTypes;
import io.ashlar.sql.type.SqlType;

/** What the definition of a column says of the column alone. */
final class ColumnDefiner {

  private final Binding binding;
  private final ExpressionBinder expressions;
  private final ColumnDefaults defaults;

  ColumnDefiner(Binding binding) {
    this.binding = binding;
    this.expressions = new ExpressionBinder(binding, new Scope(binding));
    this.defaults = new ColumnDefaults(binding);
  }

  /** The type of a column; serial types are whole numbers that are drawn. */
  SqlType type(TypeName name) {
    SqlType type =
        switch (name.name()) {
          case "serial" -> SqlType.INTEGER;
          case "bigserial" -> SqlType.BIGINT;
          default -> expressions.type(name);
        };
    if (type.columnType().isEmpty()) {
      throw binding.unsupported(name.offset(), "a column of type " + type);
    }
    return type;
  }

  static boolean isSerial(TypeName name) {
    return name.name().equals("serial") || name.name().equals("bigserial");
  }

  /** The column, without what is said of the table: keys, checks and references. */
  ColumnSchema column(TableElement.ColumnDefinition definition) {
    SqlType type = type(definition.type());
    boolean nullable = true;
    boolean identity = isSerial(definition.type());
    boolean always = false;
    Object given = null;
    for (TableElement.ColumnConstraint constraint : definition.constraints()) {
      TableElement.ColumnRule rule = constraint.rule();
      if (rule instanceof TableElement.NotNull) {
        nullable = false;
      } else if (rule instanceof TableElement.ColumnDefault value) {
        given = defaults.of(value.value(), type);
      } else if (rule instanceof TableElement.AutoIncrement) {
        identity = true;
      } else if (rule instanceof TableElement.IdentityColumn drawn) {
        identity = true;
        always = drawn.always();
      } else if (rule instanceof TableElement.GeneratedColumn) {
        refuse(true, rule.offset(), "a generated column");
      }
    }
    return new ColumnSchema(
        definition.name().text(),
        type.columnType().orElseThrow(),
        nullable && !identity,
        given,
        identity,
        always ? ColumnTypes.alwaysGenerated(type) : type.toString(),
        maxLength(type),
        null);
  }

  /** What the table must refuse that is longer than declared. */
  static int maxLength(SqlType type) {
    boolean limited = type.isBounded() && (type.kind().isText() || type.kind().isBinary());
    return limited ? type.precision() : ColumnSchema.UNLIMITED;
  }

  Object defaultOf(Expression value, SqlType type) {
    return defaults.of(value, type);
  }

  private void refuse(boolean unsupported, int offset, String what) {
    if (unsupported) {
      throw binding.unsupported(offset, what);
    }
  }
}
