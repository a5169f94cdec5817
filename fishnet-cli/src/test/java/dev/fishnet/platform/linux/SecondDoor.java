package dev.fishnet.platform.linux;

/** Breaks a rule of the architecture on purpose. */
public class SecondDoor {}
