package io.ashlar.page;

import io.ashlar.row.Bindings;
import io.ashlar.transaction.ReadTransaction;

/**
 * Turns the pages of a scan by key instead of by number (keyset pagination): a page costs what its
 * rows cost, the thousandth as little as the first, because each begins at the key where the one
 * before it ended. In an order that no key gives, each page reads all that is selected and keeps
 * its rows alone. Made by {@link io.ashlar.Scan#pages}; holds two prepared scans, one for each
 * direction. Belongs to one thread at a time. Allocates the rows.
 *
 * <pre>{@code
 * try (Pages pages = cities.scan().where(country.eq("CH")).pages(50)) {
 *   Page page = pages.first(tx);
 *   while (page.hasNext()) {
 *     page = pages.get(tx, page.next().orElseThrow());
 *   }
 * }
 * }</pre>
 *
 * <p>What a page shows when others have written since the last one is said at {@link Continuation}.
 * Going back gives the rows right before the page's first one, so the first page that is reached so
 * may be shorter than it was, or begin at another row.
 */
public interface Pages extends Bindings<Pages>, AutoCloseable {

  /**
   * The first page.
   *
   * @param transaction the transaction
   * @return the page, empty when nothing is selected
   * @throws io.ashlar.error.IllegalUseException as {@link io.ashlar.PreparedScan#open}
   * @throws io.ashlar.error.ClosedException as {@link io.ashlar.PreparedScan#open}
   */
  Page first(ReadTransaction transaction);

  /**
   * The last page: as many rows as fit, up to the end.
   *
   * @param transaction the transaction
   * @return the page, empty when nothing is selected
   */
  Page last(ReadTransaction transaction);

  /**
   * The page behind a token or before it.
   *
   * @param transaction the transaction
   * @param token {@link Page#next} or {@link Page#previous} of a page of the same statement
   * @return the page
   * @throws io.ashlar.error.ContinuationException when the token is of another statement
   */
  Page get(ReadTransaction transaction, Continuation token);

  /** Closes the prepared scans. Idempotent. */
  @Override
  void close();
}
