package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ColumnType;
import java.util.Objects;

/** One step of a {@link TableChange}. */
public sealed interface TableStep {

  /**
   * A column more.
   *
   * @param column the column
   */
  record AddColumn(ColumnSchema column) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param column the column
     */
    public AddColumn {
      Arguments.requireGiven(column, "column");
    }
  }

  /**
   * A column less.
   *
   * @param column its name
   */
  record DropColumn(String column) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param column the name of the column
     */
    public DropColumn {
      Arguments.requireGiven(column, "column");
    }
  }

  /**
   * Another name of a column.
   *
   * @param column its name
   * @param to its new name
   */
  record RenameColumn(String column, String to) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param column the name of the column
     * @param to its new name
     */
    public RenameColumn {
      Arguments.requireGiven(column, "column");
      Arguments.requireGiven(to, "to");
    }
  }

  /**
   * A wider type of a column.
   *
   * @param column its name
   * @param type the type
   */
  record WidenColumn(String column, ColumnType type) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param column the name of the column
     * @param type its new type
     */
    public WidenColumn {
      Arguments.requireGiven(column, "column");
      Arguments.requireGiven(type, "type");
    }
  }

  /**
   * Null allowed or forbidden.
   *
   * @param column its name
   * @param nullable whether it is allowed
   */
  record SetNullable(String column, boolean nullable) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param column the name of the column
     * @param nullable whether it may be null
     */
    public SetNullable {
      Arguments.requireGiven(column, "column");
    }
  }

  /**
   * Another default.
   *
   * @param column its name
   * @param value the default, a constant or a {@link DefaultValue}, or null for none
   */
  record SetDefault(String column, Object value) implements TableStep {

    /**
     * Keeps a copy of a default of bytes.
     *
     * @param column its name
     * @param value the default, or null for none
     */
    public SetDefault {
      Arguments.requireGiven(column, "column");
      value = ColumnSchema.copy(value);
    }

    /**
     * The default.
     *
     * @return the value, of bytes a copy; null for none
     */
    @Override
    public Object value() {
      return ColumnSchema.copy(value);
    }

    /**
     * Equal when both parts are; bytes by their content.
     *
     * @param other the other
     * @return whether they are equal
     */
    @Override
    public boolean equals(Object other) {
      return other instanceof SetDefault set
          && Objects.equals(column, set.column)
          && Objects.deepEquals(value, set.value);
    }

    /**
     * Fits {@link #equals}.
     *
     * @return the hash
     */
    @Override
    public int hashCode() {
      return Objects.hashCode(column);
    }
  }

  /**
   * A check more.
   *
   * @param check the check
   */
  record AddCheck(CheckSchema check) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param check the check
     */
    public AddCheck {
      Arguments.requireGiven(check, "check");
    }
  }

  /**
   * A check less.
   *
   * @param check its name
   */
  record DropCheck(String check) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param check its name
     */
    public DropCheck {
      Arguments.requireGiven(check, "check");
    }
  }

  /**
   * A foreign key more.
   *
   * @param foreignKey the foreign key
   */
  record AddForeignKey(ForeignKeySchema foreignKey) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param foreignKey the foreign key
     */
    public AddForeignKey {
      Arguments.requireGiven(foreignKey, "foreignKey");
    }
  }

  /**
   * A foreign key less.
   *
   * @param foreignKey its name
   */
  record DropForeignKey(String foreignKey) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param foreignKey its name
     */
    public DropForeignKey {
      Arguments.requireGiven(foreignKey, "foreignKey");
    }
  }

  /**
   * Another name of the table.
   *
   * @param name the name
   */
  record RenameTable(String name) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param name the new name
     */
    public RenameTable {
      Arguments.requireGiven(name, "name");
    }
  }

  /**
   * Another name of an index.
   *
   * @param index its name
   * @param to the new name
   */
  record RenameIndex(String index, String to) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param index its name
     * @param to the new name
     */
    public RenameIndex {
      Arguments.requireGiven(index, "index");
      Arguments.requireGiven(to, "to");
    }
  }

  /**
   * Another declared type of a column.
   *
   * @param column its name
   * @param declaredType the text, or null for none
   */
  record SetDeclaredType(String column, String declaredType) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param column the name of the column
     * @param declaredType the text, or null for none
     * @throws SchemaException when the text is too long, empty or has an unpaired surrogate
     */
    public SetDeclaredType {
      Arguments.requireGiven(column, "column");
      Names.checkText("declaredType", declaredType, ColumnSchema.MAX_DECLARED_TYPE);
    }
  }

  /**
   * Another greatest length of a column.
   *
   * @param column its name
   * @param maxLength characters or bytes, or {@link ColumnSchema#UNLIMITED}
   */
  record SetMaxLength(String column, int maxLength) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param column the name of the column
     * @param maxLength the length
     * @throws SchemaException when it is negative
     */
    public SetMaxLength {
      Arguments.requireGiven(column, "column");
      ColumnSchema.checkMaxLength(column, maxLength);
    }
  }

  /**
   * Another comment of a column.
   *
   * @param column its name
   * @param comment the text, or null for none
   */
  record SetComment(String column, String comment) implements TableStep {

    /**
     * Checks the parts.
     *
     * @param column the name of the column
     * @param comment the text, or null for none
     * @throws SchemaException when the text is too long, empty or has an unpaired surrogate
     */
    public SetComment {
      Arguments.requireGiven(column, "column");
      Names.checkText("comment", comment, TableSchema.MAX_COMMENT);
    }
  }

  /**
   * Another comment of the table.
   *
   * @param comment the text, or null for none
   */
  record SetTableComment(String comment) implements TableStep {

    /**
     * Checks the text.
     *
     * @param comment the text, or null for none
     * @throws SchemaException when the text is too long, empty or has an unpaired surrogate
     */
    public SetTableComment {
      Names.checkText("comment", comment, TableSchema.MAX_COMMENT);
    }
  }
}
