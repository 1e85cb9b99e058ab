/**
 * What tests of all modules share; compiled into the tests of each. Begin with {@link
 * io.ashlar.testkit.AllocationRounds}; {@link io.ashlar.testkit.StoreCopy} stands alone.
 */
package io.ashlar.testkit;
