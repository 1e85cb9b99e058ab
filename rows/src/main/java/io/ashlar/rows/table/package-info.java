/** Tables: handles, transactions as tables see them, and the mutator that writes rows. */
package io.ashlar.rows.table;
