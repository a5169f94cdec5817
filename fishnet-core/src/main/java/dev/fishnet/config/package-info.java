/** What an operator can set, checked; where it is kept is somebody else's business. */
@NullMarked
package dev.fishnet.config;

import org.jspecify.annotations.NullMarked;
