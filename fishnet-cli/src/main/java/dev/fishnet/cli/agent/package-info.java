/** fishnet agent: accounts for agents. */
@NullMarked
package dev.fishnet.cli.agent;

import org.jspecify.annotations.NullMarked;
