/** A hundred thousand paid requests against the real daemon, by people who leave and upstreams that fail. */
package dev.fishnet.cli.lab.storm;
