package io.muster.demo;

/** A part of the network; each tier has a subnet per zone. */
enum Tier {
    PUBLIC("10.", 0, 0, 64),
    PRIVATE("10.", 0, 128, 64),
    /** The region's default VPC. */
    DEFAULT("172.", 31, 0, 16);

    private static final int RESERVED = 16;

    private final String network;
    private final int secondByte;
    private final int firstByte;
    private final int width;

    Tier(String network, int secondByte, int firstByte, int width) {
        this.network = network;
        this.secondByte = secondByte;
        this.firstByte = firstByte;
        this.width = width;
    }

    /**
     * The address of the n-th host of the subnet. In a very large estate, hosts that exceed the subnet's addresses have addresses
     * in further private blocks, which the VPC does not have.
     */
    String address(int zone, int host) {
        int offset = host + RESERVED;
        int further = offset / (width << 8);
        int second = this == DEFAULT ? secondByte - further : secondByte + further;
        return network + second + "." + (firstByte + zone * width + (offset >> 8) % width) + "." + (offset & 0xff);
    }

    /** The last part of the IPv6 address of the n-th host of a subnet. */
    static String ipv6Host(int host) {
        return Integer.toHexString(host + RESERVED);
    }

    /** Whether its instances get a public address. */
    boolean exposed() {
        return this != PRIVATE;
    }
}
