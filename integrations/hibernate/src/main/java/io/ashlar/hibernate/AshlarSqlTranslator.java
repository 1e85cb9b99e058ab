package io.ashlar.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslator;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.exec.spi.JdbcOperation;

/**
 * Writes one statement. Tables that are changed have their aliases behind them, since conditions
 * name columns by these; and a parameter in arithmetic says its type, since Hibernate knows it and
 * the other operand need not tell it.
 */
final class AshlarSqlTranslator<T extends JdbcOperation> extends StandardSqlAstTranslator<T> {

  AshlarSqlTranslator(SessionFactoryImplementor sessions, Statement statement) {
    super(sessions, statement);
  }

  @Override
  protected void renderDmlTargetTableExpression(NamedTableReference table) {
    super.renderDmlTargetTableExpression(table);
    if (getClauseStack().getCurrent() != Clause.INSERT) {
      renderTableReferenceIdentificationVariable(table);
    }
  }

  @Override
  protected void visitArithmeticOperand(Expression operand) {
    render(operand, SqlAstNodeRenderingMode.NO_PLAIN_PARAMETER);
  }
}
