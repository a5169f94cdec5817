/** Unix accounts: names that proved themselves, agents and their subordinate ids, the service user. */
@NullMarked
package dev.fishnet.user;

import org.jspecify.annotations.NullMarked;
