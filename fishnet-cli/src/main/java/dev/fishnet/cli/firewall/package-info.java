/** fishnet firewall: the lockdown, shown first and applied when asked. */
@NullMarked
package dev.fishnet.cli.firewall;

import org.jspecify.annotations.NullMarked;
