/// Devices and what is known of them.
public enum DevicePages {}
