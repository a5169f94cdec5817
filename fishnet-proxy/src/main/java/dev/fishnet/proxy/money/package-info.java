/** What one request owes, and who is told when something is amiss. */
@NullMarked
package dev.fishnet.proxy.money;

import org.jspecify.annotations.NullMarked;
