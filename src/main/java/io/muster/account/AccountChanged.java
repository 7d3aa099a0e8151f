package io.muster.account;

/** The CDI event that an account was registered, replaced or unregistered, fired after the change was committed. */
public record AccountChanged(String accountId) {}
