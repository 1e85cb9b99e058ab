package io.ashlar.sql.define;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;

/** Names of what is defined, and what is said of them. Stateless. */
final class Names {

  private Names() {}

  /** The part of a name that is the object's own. */
  static Identifier last(QualifiedName name) {
    return name.parts().get(name.parts().size() - 1);
  }

  static SqlException exists(QualifiedName name, Binding binding) {
    return binding.fault(
        SqlState.DUPLICATE_TABLE,
        name.offset(),
        "There is an object of this name already.",
        "name",
        last(name).text());
  }

  static SqlException missing(QualifiedName name, String state, String what, Binding binding) {
    return binding.fault(
        state, name.offset(), "There is no " + what + " of this name.", "name", last(name).text());
  }
}
