/**
 * What the values of options may be, for commands here and in modules above: {@link
 * io.ashlar.cli.option.OptionValues}. <b>Neighbours</b>: picocli below, all commands above.
 * <b>Threads</b>: stateless. <b>Errors</b>: picocli's, which end the command with exit code 2.
 */
package io.ashlar.cli.option;
