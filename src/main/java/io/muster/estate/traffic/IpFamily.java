package io.muster.estate.traffic;

/** The two families of internet addresses. */
public enum IpFamily {
    IPV4(32),
    IPV6(128);

    private final int bits;

    IpFamily(int bits) {
        this.bits = bits;
    }

    /** How many bits an address has. */
    public int bits() {
        return bits;
    }
}
