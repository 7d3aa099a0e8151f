package io.muster.account;

/** That an account was registered, replaced or unregistered: a CDI event, fired once the change has been committed. */
public record AccountChanged(String accountId) {}
