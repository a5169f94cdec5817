/** The lockdown as policy and state; how an operating system enforces it is an adapter's business. */
@NullMarked
package dev.fishnet.firewall;

import org.jspecify.annotations.NullMarked;
